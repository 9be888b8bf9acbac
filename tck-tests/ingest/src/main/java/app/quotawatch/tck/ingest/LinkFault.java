package app.quotawatch.tck.ingest;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What a {@link FaultyLink} does to an exchange.
 *
 * @param message whether to the request or to its response
 * @param position how much of it passes before
 * @param effect what happens then
 */
record LinkFault(Message message, Position position, Effect effect) {

    enum Message {
        REQUEST, RESPONSE
    }

    enum Position {
        NOTHING, HALF_THE_HEAD, THE_HEAD, HALF_THE_BODY, ALL_BUT_A_BYTE, EVERYTHING;

        /** Returns how many bytes of a message that is. */
        int of(int head, int whole) {
            return switch (this) {
                case NOTHING -> 0;
                case HALF_THE_HEAD -> head / 2;
                case THE_HEAD -> head;
                case HALF_THE_BODY -> (head + whole) / 2;
                case ALL_BUT_A_BYTE -> whole - 1;
                case EVERYTHING -> whole;
            };
        }
    }

    enum Effect {
        /** Both ends see an end. */
        CLOSE,
        /** Both ends see a reset. */
        RESET,
        /** Nothing more passes, until the client has had enough. */
        STALL,
        /** Some bytes become others. */
        GARBLE
    }

    /**
     * Returns all of them, except garbled events: without TLS, nobody can know that an event became another one. Neither are the
     * last bytes of a response of interest that has no body.
     */
    static Stream<LinkFault> all() {
        return Stream.concat(
                Arrays.stream(Position.values())
                        .flatMap(position -> of(Message.REQUEST, position, position.compareTo(Position.THE_HEAD) <= 0)),
                Stream.of(Position.NOTHING, Position.HALF_THE_HEAD, Position.ALL_BUT_A_BYTE, Position.EVERYTHING)
                        .flatMap(position -> of(Message.RESPONSE, position, position == Position.NOTHING)));
    }

    private static Stream<LinkFault> of(Message message, Position position, boolean garbled) {
        return Stream.of(Effect.values()).filter(effect -> effect != Effect.GARBLE || garbled)
                .map(effect -> new LinkFault(message, position, effect));
    }

    @Override
    public String toString() {
        return effect + " after " + position + " of the " + message;
    }
}
