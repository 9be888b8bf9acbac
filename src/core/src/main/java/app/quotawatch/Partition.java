package app.quotawatch;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import app.quotawatch.privacy.CredentialHeader;

/**
 * What distinguishes the calls of one API that count against different quotas, where the provider's headers do not:
 * {@code quotawatch.apis.ID.partition}. Immutable.
 */
public final class Partition {

    private static final String HEADER_PREFIX = "header:";
    private static final String RESPONSE_HEADER_PREFIX = "response-header:";
    private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";
    private static final int MAX_NAME = 256;
    private static final Partition NONE = new Partition(Kind.NONE, "");

    private final Kind kind;
    private final String header;

    private Partition(Kind kind, String header) {
        this.kind = kind;
        this.header = header;
    }

    /** Returns the default: nothing distinguishes them. */
    public static Partition none() {
        return NONE;
    }

    /**
     * Parses a partition as it is configured: {@code none}, {@code credential}, {@code endpoint}, {@code header:NAME} or
     * {@code response-header:NAME}, in any case.
     *
     * @throws IllegalArgumentException if it is none of these, or names a header that carries a credential, whose value must not
     *         be shown
     * @throws NullPointerException if the text is null
     */
    public static Partition parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith(HEADER_PREFIX)) {
            return new Partition(Kind.HEADER, headerName(lower, HEADER_PREFIX));
        }
        if (lower.startsWith(RESPONSE_HEADER_PREFIX)) {
            return new Partition(Kind.RESPONSE_HEADER, headerName(lower, RESPONSE_HEADER_PREFIX));
        }
        return switch (lower) {
            case "none" -> NONE;
            case "credential" -> new Partition(Kind.CREDENTIAL, "");
            case "endpoint" -> new Partition(Kind.ENDPOINT, "");
            default -> throw new IllegalArgumentException("not a partition: " + text);
        };
    }

    private static String headerName(String text, String prefix) {
        String name = text.substring(prefix.length()).strip();
        boolean valid = !name.isEmpty() && name.length() <= MAX_NAME && !CredentialHeader.isSecret(name);
        for (int i = 0; i < name.length() && valid; i++) {
            char c = name.charAt(i);
            valid = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || TOKEN_CHARACTERS.indexOf(c) >= 0;
        }
        if (!valid) {
            throw new IllegalArgumentException("not the name of a header that can be shown: " + name);
        }
        return name;
    }

    /** Returns what distinguishes the calls. */
    public Kind kind() {
        return kind;
    }

    /** Returns the name of the header, in lower case; empty unless the kind is that of a header. */
    public Optional<String> header() {
        return header.isEmpty() ? Optional.empty() : Optional.of(header);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Partition same && kind == same.kind && header.equals(same.header);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, header);
    }

    /** Returns the partition as it is configured. */
    @Override
    public String toString() {
        return switch (kind) {
            case HEADER -> HEADER_PREFIX + header;
            case RESPONSE_HEADER -> RESPONSE_HEADER_PREFIX + header;
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Kinds of partitions. More may be added: a {@code switch} over them needs a {@code default}. */
    public enum Kind {

        /** Nothing distinguishes the calls. */
        NONE,

        /**
         * The API key or token that a call sends, shown as {@code key-1}, {@code key-2} and so on. In a fleet it is shown as
         * {@code key-5c0f31e7}, the same on all replicas: 32 bits of a hash, whose key is made of the fleet's name, the environment and the
         * project's key.
         */
        CREDENTIAL,

        /** The endpoint, with identifiers replaced. */
        ENDPOINT,

        /** The value of a request header. */
        HEADER,

        /** The value of a response header. */
        RESPONSE_HEADER
    }
}
