package org.havendesk.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes out the log as it is read, a stretch at a time, however long it is. */
@Component
class AuditExport {
    private static final int STRETCH = 500;

    /** What a spreadsheet would take for the beginning of a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private static final List<String> COLUMNS =
            List.of("at", "actorType", "actorId", "actor", "action", "object", "objectId", "objectName", "detail");

    private final AuditLog log;
    private final JsonMapper json;

    AuditExport(AuditLog log, JsonMapper json) {
        this.log = log;
        this.json = json;
    }

    /** Comma separated (RFC 4180), the newest first. */
    void csv(Agent agent, AuditFilter filter, OutputStream out) throws IOException {
        try (var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            line(writer, COLUMNS);
            each(agent, filter, entry -> line(writer, cells(entry)));
        }
    }

    /** One object a line, the newest first. */
    void json(Agent agent, AuditFilter filter, OutputStream out) throws IOException {
        try (var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            each(agent, filter, entry -> writer.write(json.writeValueAsString(entry) + "\n"));
        }
    }

    private interface Line {
        void write(AuditLog.Entry entry) throws IOException;
    }

    private void each(Agent agent, AuditFilter filter, Line line) throws IOException {
        var cursor = Optional.<Cursor>empty();
        do {
            var page = log.page(agent, filter, cursor, STRETCH);
            for (var entry : page.items()) {
                line.write(entry);
            }
            cursor = Cursor.decode(page.next());
        } while (cursor.isPresent());
    }

    private static List<String> cells(AuditLog.Entry entry) {
        return List.of(
                entry.at().toString(),
                entry.actor().type(),
                text(entry.actor().id()),
                text(entry.actor().name()),
                entry.action(),
                entry.object(),
                text(entry.objectId()),
                text(entry.objectName()),
                entry.detail());
    }

    private static String text(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "").toString();
    }

    private static void line(Writer writer, List<String> cells) throws IOException {
        writer.write(cells.stream().map(AuditExport::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String cell(String text) {
        var harmless = FORMULA.matcher(text).find() ? "'" + text : text;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
