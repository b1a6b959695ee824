package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Problem;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.databind.DatabindException;

/** Turns what controllers throw into answers. The one place that knows which failure is which status. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {
    private final Problems problems;
    private final Incidents incidents;

    ProblemAdvice(Problems problems, Incidents incidents) {
        this.problems = problems;
        this.incidents = incidents;
    }

    @ExceptionHandler
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.tell(request, response, problem);
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (e.getCause() instanceof TooLarge || rootOf(e) instanceof TooLarge) {
            problems.tell(request, response, HttpStatus.CONTENT_TOO_LARGE);
        } else if (e.getCause() instanceof DatabindException wrong
                && !fieldOf(wrong).isEmpty()) {
            problems.tell(
                    request, response, Invalid.field(fieldOf(wrong), Required.isMissing(wrong) ? "required" : "value"));
        } else {
            problems.tell(request, response, HttpStatus.BAD_REQUEST, "problem.badJson");
        }
    }

    @ExceptionHandler
    void invalid(MethodArgumentNotValidException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var check = new Invalid.Check();
        e.getFieldErrors().forEach(error -> check.that(false, error.getField(), key(error.getCode())));
        try {
            check.done();
            problems.tell(request, response, HttpStatus.BAD_REQUEST);
        } catch (Invalid invalid) {
            problems.tell(request, response, invalid);
        }
    }

    /** An identifier that is none names nothing that is there. */
    @ExceptionHandler
    void mismatch(TypeMismatchException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (UUID.class.equals(e.getRequiredType())) {
            problems.tell(request, response, new NotFound("id"));
        } else {
            problems.tell(request, response, HttpStatus.BAD_REQUEST);
        }
    }

    @ExceptionHandler
    void upload(MultipartException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var tooLarge = e instanceof MaxUploadSizeExceededException;
        problems.tell(request, response, tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST);
    }

    /** Whoever asked has gone: there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {}

    @ExceptionHandler
    void other(Exception e, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (e instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
            problems.tell(request, response, known.getStatusCode());
        } else if (e instanceof IOException) {
            throw e;
        } else {
            incidents.tell(request, response, e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        var root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** The dotted name of the field that could not be read, without positions in lists. */
    private static String fieldOf(DatabindException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName())
                .filter(name -> name != null && !name.isEmpty())
                .reduce((outer, inner) -> outer + "." + inner)
                .orElse("");
    }

    private static String key(@org.jspecify.annotations.Nullable String code) {
        return switch (code == null ? "" : code) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Email" -> "email";
            default -> "value";
        };
    }
}
