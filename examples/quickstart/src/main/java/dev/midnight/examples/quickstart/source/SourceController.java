package dev.midnight.examples.quickstart.source;

import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What others do to the source, for trying things out; nothing that a real service would have. */
@RestController
@RequestMapping("/source")
final class SourceController {

  private final JdbcClient editor;
  private final SourceFaults faults;

  SourceController(SourceEditor editor, SourceFaults faults) {
    this.editor = editor.database();
    this.faults = faults;
  }

  /**
   * Changes rows in the database, behind the back of the cache. A content type that web pages
   * cannot send across origins keeps them out.
   */
  @PostMapping(path = "/sql", consumes = "application/sql")
  Map<String, Integer> execute(@RequestBody String statement) {
    return Map.of("rowsChanged", editor.sql(statement).update());
  }

  @PostMapping("/fail")
  Map<String, String> fail(@RequestParam String mode) {
    SourceFault fault = SourceFault.named(mode);
    faults.switchTo(fault);
    return Map.of("mode", fault.mode());
  }

  @ExceptionHandler
  ProblemDetail refused(DataAccessException failure) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, String.valueOf(failure.getMostSpecificCause().getMessage()));
  }
}
