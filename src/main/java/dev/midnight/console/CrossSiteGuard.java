package dev.midnight.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Tells an action that the console's page asked for from one that another site had the browser
 * send. It stands by itself, and stays where Spring Security guards too.
 *
 * <p>Two tests, both to be passed. What the browser says of the sender must not be another origin.
 * And the request must carry the same secret twice, as a cookie and as a header: another site can
 * neither read the cookie nor, as it is SameSite=Strict, have it sent. The server keeps nothing, so
 * that any instance behind a balancer can check. The cookie has no path of its own: the browser
 * takes the one that it sees, behind whatever proxy.
 */
final class CrossSiteGuard {

  static final String HEADER = "X-Midnight-Console";
  static final String COOKIE = "midnight-console";

  private static final int SECRET_BYTES = 24;
  private static final int SECRET_LENGTH = SECRET_BYTES * 4 / 3;

  private final SecureRandom random = new SecureRandom();

  /** The secret that the browser holds already, or a new one. */
  String secretOf(HttpServletRequest request) {
    String held = cookie(request);
    return held == null ? newSecret() : held;
  }

  ResponseCookie cookieOf(String secret, HttpServletRequest request) {
    return ResponseCookie.from(COOKIE, secret)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(request.isSecure())
        .build();
  }

  /** Why this action is refused, or null. */
  @Nullable String refusal(HttpServletRequest request) {
    if (!isOfSameOrigin(request)) {
      return "The action was not done: it came from another site than this console. Behind a proxy"
          + " that changes the host, set server.forward-headers-strategy.";
    }
    String cookie = cookie(request);
    String header = request.getHeader(HEADER);
    return cookie == null || header == null || !isSame(cookie, header)
        ? "The action was not done: it did not carry this console's token. Reload the page."
        : null;
  }

  /** Without either header the sender is no browser, or one so old that the secret must do. */
  private static boolean isOfSameOrigin(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || isOwn(origin, request);
  }

  private static boolean isOwn(String origin, HttpServletRequest request) {
    try {
      UriComponents from = UriComponentsBuilder.fromUriString(origin).build();
      return request.getServerName().equalsIgnoreCase(from.getHost())
          && request.getServerPort() == portOf(from)
          && request.getScheme().equalsIgnoreCase(from.getScheme());
    } catch (IllegalArgumentException e) {
      return false; // "null" and other origins that are none
    }
  }

  private static int portOf(UriComponents origin) {
    if (origin.getPort() != -1) {
      return origin.getPort();
    }
    return "https".equalsIgnoreCase(origin.getScheme()) ? 443 : 80;
  }

  private static boolean isSame(String cookie, String header) {
    return MessageDigest.isEqual(
        cookie.getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .filter(secret -> secret.length() == SECRET_LENGTH)
        .findFirst()
        .orElse(null);
  }

  private String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
