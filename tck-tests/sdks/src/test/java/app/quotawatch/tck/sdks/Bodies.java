package app.quotawatch.tck.sdks;

/** What providers of models respond: the word {@code hello}, at once or in two events. */
final class Bodies {

    static final String OPENAI = """
            {"id":"1","object":"chat.completion","created":1700000000,"model":"gpt-4o","choices":[{"index":0,
            "message":{"role":"assistant","content":"hello","refusal":null},"logprobs":null,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

    static final String OPENAI_EVENTS = event("", openAiChunk("\"role\":\"assistant\",\"content\":\"hel\"", "null"))
            + event("", openAiChunk("\"content\":\"lo\"", "null")) + event("", openAiChunk("", "\"stop\""))
            + event("", "[DONE]");

    static final String ANTHROPIC = """
            {"id":"1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":"hello",
            "citations":null}],"stop_reason":"end_turn","stop_sequence":null,
            "usage":{"input_tokens":1,"output_tokens":1}}""";

    static final String ANTHROPIC_EVENTS = event("message_start", """
            {"type":"message_start","message":{"id":"1","type":"message","role":"assistant","model":"claude",\
            "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}""")
            + event("content_block_start", """
                    {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
            + event("content_block_delta", anthropicDelta("hel")) + event("content_block_delta", anthropicDelta("lo"))
            + event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
            + event("message_delta", """
                    {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                    "usage":{"output_tokens":2}}""")
            + event("message_stop", "{\"type\":\"message_stop\"}");

    private Bodies() {}

    private static String event(String name, String data) {
        return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    }

    private static String openAiChunk(String delta, String reason) {
        return "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"gpt-4o\","
                + "\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":" + reason + "}]}";
    }

    private static String anthropicDelta(String text) {
        return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text
                + "\"}}";
    }
}
