package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Tokens;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /agent/...}: the console. It finds out by itself who is signed in; its address says what it shows. */
@Controller
class ConsoleController {
    private static final ClassPathResource INDEX = new ClassPathResource("static/console/index.html");

    @GetMapping({"/agent", "/agent/**"})
    ResponseEntity<String> console(HttpServletRequest request, HttpServletResponse response) {
        if (Tenants.current().isEmpty() || !INDEX.exists()) {
            throw new NotFound("page");
        }
        var nonce = Tokens.next();
        Guards.console(request, response, nonce);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(index().replace("__CSP_NONCE__", nonce));
    }

    private static String index() {
        try {
            return INDEX.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
