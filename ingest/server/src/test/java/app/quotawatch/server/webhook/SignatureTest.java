package app.quotawatch.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /* The example of the libraries of Standard Webhooks. */
    @Test
    void standardSignature_isThatOfTheSpecification() {
        assertThat(
                Signature.standard("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /* RFC 4231, test case 2. */
    @Test
    void quotaWatchSignature_isTheHmacOfTheBodyWithTheSecretAsItIsShown() {
        assertThat(Signature.quotaWatch("Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void secrets_areDifferent() {
        assertThat(Signature.newSecret()).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(Signature.newSecret());
    }

    @Test
    void sealedSecret_isReadOnlyWithItsKeyAndContext() throws Exception {
        SecretBox box = new SecretBox(new byte[32]);
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;

        byte[] sealed = box.seal("whsec_text", "webhook of project 1");

        assertThat(box.open(sealed, "webhook of project 1")).isEqualTo("whsec_text");
        assertThat(box.seal("whsec_text", "webhook of project 1")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> box.open(sealed, "webhook of project 2"))
                .isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> new SecretBox(otherKey).open(sealed, "webhook of project 1"))
                .isInstanceOf(UnreadableSecretException.class);
        sealed[sealed.length - 1]++;
        assertThatThrownBy(() -> box.open(sealed, "webhook of project 1"))
                .isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> box.open(new byte[0], "")).isInstanceOf(UnreadableSecretException.class);
    }
}
