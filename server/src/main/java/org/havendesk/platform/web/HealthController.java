package org.havendesk.platform.web;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: whether the program and its database serve. Answers within seconds, on any host. */
@RestController
class HealthController {
    private static final int PATIENCE_SECONDS = 3;

    private final JdbcClient db;
    private final ApplicationAvailability availability;
    private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();

    HealthController(JdbcClient db, ApplicationAvailability availability) {
        this.db = db;
        this.availability = availability;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        var up = CompletableFuture.supplyAsync(this::serves, executor)
                .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> false)
                .join();
        return up
                ? ResponseEntity.ok(Map.of("status", "up"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "down"));
    }

    private boolean serves() {
        return availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC && databaseAnswers();
    }

    private boolean databaseAnswers() {
        return db.sql("SELECT 1").query(Integer.class).single() == 1;
    }
}
