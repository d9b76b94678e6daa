package dev.midnight.console;

import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser as the console meets it: it holds cookies and repeats the headers it was told. */
final class ConsoleBrowser {

  static final String CACHE = "/midnight/api/cache?cache=towns";

  private final MockMvcTester mvc;
  private final RequestPostProcessor user;
  private final MockHttpSession session = new MockHttpSession();

  ConsoleBrowser(WebApplicationContext context, RequestPostProcessor user, Filter... filters) {
    DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
    MockMvc built = builder.addFilters(filters).build();
    this.mvc = MockMvcTester.create(built);
    this.user = user;
  }

  static ConsoleBrowser of(WebApplicationContext context) {
    return new ConsoleBrowser(context, request -> request);
  }

  MvcTestResult get(String path) {
    return mvc.get().uri(path).session(session).with(user).exchange();
  }

  JsonNode json(String path) {
    return JsonMapper.builder().build().readTree(get(path).getResponse().getContentAsByteArray());
  }

  /** Acts as the page does. */
  MvcTestResult act(String body) {
    return act(body, Map.of());
  }

  /** Acts as the page does, with these headers beside or instead of its own. */
  MvcTestResult act(String body, Map<String, String> other) {
    MvcTestResult opened = get("/midnight/api/session");
    JsonNode answer =
        JsonMapper.builder().build().readTree(opened.getResponse().getContentAsByteArray());
    Cookie cookie =
        Objects.requireNonNull(opened.getResponse().getCookie(CrossSiteGuard.COOKIE), "cookie");
    return mvc.post()
        .uri(CACHE)
        .session(session)
        .with(user)
        .contentType(MediaType.APPLICATION_JSON)
        .cookie(cookie)
        .with(
            request -> {
              answer
                  .path("headers")
                  .forEachEntry((name, value) -> request.addHeader(name, value.asString()));
              other.forEach(
                  (name, value) -> {
                    request.removeHeader(name);
                    request.addHeader(name, value);
                  });
              return request;
            })
        .content(body)
        .exchange();
  }

  /** Acts without any token, as a form of another site would. */
  MvcTestResult forge(String body) {
    return mvc.post()
        .uri(CACHE)
        .session(session)
        .with(user)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }
}
