package org.havendesk.agents;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.web.Problems;
import org.havendesk.platform.web.RequestPath;
import org.havendesk.platform.web.SignedIn;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Does a POST under {@code /rest} once, however often a client sends it with the same Idempotency-Key: the same request
 * gets the first one's answer, another request is refused. A request that was refused leaves its key free. When we were
 * stopped in the middle of one, nobody can know whether it was done: then its key stays taken, and the client is told.
 */
@Component
@Order(0)
class RepeatedRequestFilter extends OncePerRequestFilter {
    private static final int MAX_KEY = 200;

    private final KeptAnswers answers;
    private final Problems problems;

    RepeatedRequestFilter(KeptAnswers answers, Problems problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !RequestPath.of(request).startsWith("/rest/")
                || request.getHeader("Idempotency-Key") == null
                || SignedIn.of(request).isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var agent = SignedIn.of(request).orElseThrow().agent();
        var key = request.getHeader("Idempotency-Key");
        if (key.isBlank() || key.length() > MAX_KEY) {
            problems.tell(request, response, Invalid.field("Idempotency-Key", "value"));
            return;
        }
        var read = ReadRequest.of(request);
        var known = answers.take(agent, key, read.fingerprint());
        if (known.isEmpty()) {
            run(agent, key, read, response, chain);
        } else {
            repeat(known.get(), read, response);
        }
    }

    private void run(Agent agent, String key, ReadRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var copy = new ContentCachingResponseWrapper(response);
        var done = false;
        try {
            chain.doFilter(request, copy);
            done = copy.getStatus() < 300;
            if (done) {
                answers.keep(agent, key, new KeptAnswers.Answer(copy.getStatus(), copy.getContentAsByteArray()));
            }
        } finally {
            if (!done) {
                answers.release(agent, key);
            }
        }
        copy.copyBodyToResponse();
    }

    private void repeat(KeptAnswers.Known known, ReadRequest request, HttpServletResponse response) throws IOException {
        if (!MessageDigest.isEqual(known.request(), request.fingerprint())) {
            problems.tell(request, response, Invalid.field("Idempotency-Key", "otherRequest"));
        } else if (known.answer().isEmpty()) {
            problems.tell(request, response, new Conflict("stillRunning"));
        } else {
            var answer = known.answer().get();
            response.setStatus(answer.status());
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader("Idempotent-Replay", "true");
            response.getOutputStream().write(answer.body());
        }
    }
}
