package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {

    /* The key and the inputs of the reference implementation's vectors, whose bytes are 00, 01, 02 and so on. */
    private static final SipHash REFERENCE = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    private static long hashOfFirst(int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes; i += 2) {
            text.append((char) (i | i + 1 << 8));
        }
        return REFERENCE.of(text, 0, text.length());
    }

    @Test
    void hash_isThatOfTheReferenceImplementation() {
        assertThat(hashOfFirst(0)).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hashOfFirst(2)).isEqualTo(0x0d6c8009d9a94f5aL);
        assertThat(hashOfFirst(4)).isEqualTo(0xcf2794e0277187b7L);
        assertThat(hashOfFirst(8)).isEqualTo(0x93f5f5799a932462L);
    }

    @Test
    void hash_dependsOnTheKeyAndOnEveryCharacter() {
        SipHash other = new SipHash(1, 2);
        assertThat(other.of("Bearer abcdef", 0, 13)).isEqualTo(other.of("Bearer abcdef", 0, 13))
                .isNotEqualTo(REFERENCE.of("Bearer abcdef", 0, 13))
                .isNotEqualTo(other.of("Bearer abcdeg", 0, 13))
                .isNotEqualTo(other.of("Bearer abcdef\0", 0, 14));
        assertThat(other.of("xBearer abcdefx", 1, 14)).isEqualTo(other.of("Bearer abcdef", 0, 13));
    }
}
