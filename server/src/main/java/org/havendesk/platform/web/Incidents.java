package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers to failures that no code foresaw. The person gets a name for it; the log gets under that name where it happened,
 * without any message, since messages hold what people wrote.
 */
@Component
class Incidents {
    private static final Logger log = LoggerFactory.getLogger(Incidents.class);
    private static final int FRAMES = 15;

    private final Problems problems;

    Incidents(Problems problems) {
        this.problems = problems;
    }

    void tell(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        var foreseen = foreseen(failure);
        if (foreseen.isPresent()) {
            problems.tell(request, response, foreseen.get());
        } else if (failure instanceof TooLarge) {
            problems.tell(request, response, HttpStatus.CONTENT_TOO_LARGE);
        } else if (failure instanceof InvalidParameterException parameters) {
            problems.tell(request, response, HttpStatusCode.valueOf(parameters.getErrorCode()));
        } else {
            var id = Ids.next().toString();
            log.error("Incident {} at {} {}: {}", id, request.getMethod(), route(request), trace(failure));
            problems.incident(request, response, id);
        }
    }

    private static Optional<Problem> foreseen(Throwable failure) {
        if (failure instanceof Problem problem) {
            return Optional.of(problem);
        }
        return failure.getCause() instanceof Problem problem ? Optional.of(problem) : Optional.empty();
    }

    /** The pattern, not the path: a path may hold a token. */
    private static String route(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "(no route)" : pattern.toString();
    }

    private static String trace(Throwable failure) {
        var trace = new StringBuilder();
        for (var cause = failure; cause != null && trace.length() < 10_000; cause = cause.getCause()) {
            trace.append(cause.getClass().getName());
            if (cause instanceof SQLException sql) {
                trace.append(" (SQLSTATE ").append(sql.getSQLState()).append(')');
            }
            trace.append(Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining()));
            trace.append('\n');
        }
        return trace.toString();
    }
}
