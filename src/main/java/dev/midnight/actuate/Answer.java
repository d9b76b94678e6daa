package dev.midnight.actuate;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What the endpoint says to a request, with the HTTP status that fits. */
record Answer(int status, OperationResponseBody body) {

  static Answer ok(OperationResponseBody body) {
    return new Answer(200, body);
  }

  static Answer accepted(OperationResponseBody body) {
    return new Answer(202, body);
  }

  static Answer badRequest(RefusedBody body) {
    return new Answer(400, body);
  }

  static Answer notFound(RefusedBody body) {
    return new Answer(404, body);
  }

  static Answer conflict(RefusedBody body) {
    return new Answer(409, body);
  }

  WebEndpointResponse<OperationResponseBody> overHttp() {
    return new WebEndpointResponse<>(body, status);
  }

  OperationResponseBody bodyOrThrow() {
    if (body instanceof RefusedBody refused) {
      throw new InvalidEndpointRequestException(refused.error(), refused.error());
    }
    return body;
  }
}
