package io.weir.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {
  private static final String OLD = "old " + key(1);
  private static final String NEW = "new " + key(2);
  private static final SecretText VALUE = SecretText.of("pass wörd");
  private static final SealedName NAME = new SealedName("team-a", "DB", 3);

  private final SecretSeal seal = seal(OLD);

  @Test
  void opensWhatWasSealedForThisNameAndNothingElse() {
    Sealed sealed = seal.seal(VALUE, NAME);

    assertThat(seal.open(sealed, NAME)).isEqualTo(VALUE);
    assertThat(seal.open(sealed, NAME).reveal()).isEqualTo("pass wörd");
    for (SealedName other :
        List.of(
            new SealedName("team-b", "DB", 3),
            new SealedName("team-a", "DC", 3),
            new SealedName("team-a", "DB", 4),
            new SealedName("team-aD", "B", 3)))
      assertThatThrownBy(() -> seal.open(sealed, other))
          .isInstanceOf(UnopenedSecretException.class)
          .hasMessageContaining("another name");
  }

  @Test
  void noticesEachChangedBit() {
    Sealed sealed = seal.seal(VALUE, NAME);
    for (int i = 0; i < sealed.ciphertext().length; i++) {
      byte[] changed = sealed.ciphertext().clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> seal.open(new Sealed("old", sealed.nonce(), changed), NAME))
          .isInstanceOf(UnopenedSecretException.class);
    }
  }

  @Test
  void sealsTheSameValueNeverTheSameWay() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 1000; i++) nonces.add(Arrays.toString(seal.seal(VALUE, NAME).nonce()));

    assertThat(nonces).hasSize(1000);
  }

  @Test
  void sealsWithTheFirstKeyAndOpensWithEach() {
    Sealed old = seal.seal(VALUE, NAME);
    SecretSeal rotated = seal(NEW, OLD);

    assertThat(rotated.isCurrent(old)).isFalse();
    assertThat(rotated.open(old, NAME)).isEqualTo(VALUE);
    assertThat(rotated.seal(VALUE, NAME).keyId()).isEqualTo("new");
    assertThatThrownBy(() -> seal(NEW).open(old, NAME))
        .isInstanceOf(UnopenedSecretException.class)
        .hasMessageContaining("master key 'old'");
  }

  @Test
  void aFingerprintNeedsTheKey() {
    byte[] plain = {1, 2, 3};

    assertThat(seal.fingerprint(plain)).isEqualTo(seal.fingerprint(plain));
    assertThat(seal.fingerprint(plain)).isNotEqualTo(seal(NEW).fingerprint(plain));
    assertThat(seal.fingerprint(plain)).isNotEqualTo(seal.fingerprint(new byte[] {1, 2, 4}));
  }

  @Test
  void aSecretHasNoTextOfItsOwn() {
    assertThat(VALUE.toString()).isEqualTo("***");
    assertThat("" + List.of(VALUE)).doesNotContain("pass");
    assertThat(VALUE.hashCode()).isEqualTo(SecretText.of("x").hashCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment",
        "key-1",
        "key-1 c2hvcnQ=",
        "key-1 not*base64*canary",
        "a b c",
        "k/1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      })
  void refusesAFileThatIsNoneWithoutQuotingIt(String line) {
    assertThatThrownBy(() -> MasterKeys.parse(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("canary", "c2hvcnQ"));
  }

  @Test
  void refusesAKeyIdTwice() {
    assertThatThrownBy(() -> MasterKeys.parse(List.of("# comment", OLD, "", OLD)))
        .hasMessageContaining("line 4 repeats the key id old");
  }

  private static SecretSeal seal(String... lines) {
    return new SecretSeal(MasterKeys.parse(List.of(lines)));
  }

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
