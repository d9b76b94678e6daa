package dev.midnight.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.web.csrf.CsrfToken;

/** Spring Security's token against cross-site requests, where its filter made one. */
public final class SecurityToken implements ActionHeaders {

  @Override
  public Map<String, String> of(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? Map.of(token.getHeaderName(), token.getToken())
        : Map.of();
  }
}
