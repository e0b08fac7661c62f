package io.weir.command.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API token as its holder has it: {@code weir_<id>.<secret>}. The prefix lets scanners find one
 * that leaked; the id finds the record; the secret, 256 random bits, proves the rest.
 */
public final class TokenSecret {
  private static final Pattern FORM =
      Pattern.compile("weir_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{43})");
  private static final int SECRET_BYTES = 32;

  private final UUID tokenId;
  private final byte[] secret;

  private TokenSecret(UUID tokenId, byte[] secret) {
    this.tokenId = tokenId;
    this.secret = secret;
  }

  /** A new secret for this token. */
  public static TokenSecret mint(UUID tokenId, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new TokenSecret(tokenId, secret);
  }

  /** The token that somebody shows; empty when the text is none. */
  public static Optional<TokenSecret> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) return Optional.empty();
    byte[] secret = Base64.getUrlDecoder().decode(parts.group(2));
    return Optional.of(new TokenSecret(UUID.fromString(parts.group(1)), secret));
  }

  /** Which token it claims to be. */
  public UUID tokenId() {
    return tokenId;
  }

  /** What is kept of it: with 256 random bits a plain SHA-256 cannot be turned back. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Expected every JDK to know SHA-256", impossible);
    }
  }

  /** Whether this is what was hashed; takes the same time either way. */
  public boolean matches(byte[] hash) {
    return MessageDigest.isEqual(hash(), hash);
  }

  /** The token itself, for its holder alone. */
  public String reveal() {
    return "weir_" + tokenId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  @Override
  public String toString() {
    return "weir_" + tokenId + ".***";
  }
}
