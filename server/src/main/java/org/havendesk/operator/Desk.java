package org.havendesk.operator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havendesk.email.mime.MailParser;
import org.havendesk.email.mime.MailReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The administrator's command line, {@code bin/desk}: says what it wants to the running program, and prints the answer. */
public final class Desk {
    private static final String USAGE = """
            bin/desk [--data DIR] [--json] COMMAND

              account create --subdomain acme --name Acme --owner-name "Ada Owner" --owner-email ada@acme.test
                             [--language en|fr|bg] --password-stdin | --no-password
                                 opens an account and waits until it is ready; prints its address and a key to the API.
                                 The password is the first line of the input; without one, the owner gets a link by mail
              account list       the accounts of this installation, the newest first
              account networks --account acme [--clear]
                                 from where agents may come to its panel; --clear opens it to all again
              agent reset-factor --account acme --email ada@acme.test
                                 takes the second step of signing in from somebody who lost their device and codes
              audit verify [--account acme [--anchor NUMBER:HASH]]
                                 whether the logs of who did what are as they were written, and where each ends; --anchor
                                 is an end that was printed before: whether the log still has it
              outbox list [--account acme] [--state waiting|sent|failed]
                                 the mails that wait or were sent
              outbox show ID [--account acme]
                                 one mail with its text
              mail parse FILE    what a mail is understood as (needs no running program)
              status             how the running program is
              help               this text

            --data DIR   the data folder of the program (default: data beside bin; also HAVENDESK_DATA)
            --json       prints JSON, errors too
            Exit codes: 0 done, 1 not done, 2 not understood.
            """;
    private static final Set<String> FLAGS = Set.of("json", "help", "password-stdin", "no-password", "clear");
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "account create", Set.of("subdomain", "name", "owner-name", "owner-email", "language"),
            "account list", Set.of(),
            "audit verify", Set.of("account", "anchor"),
            "account networks", Set.of("account"),
            "agent reset-factor", Set.of("account", "email"),
            "outbox list", Set.of("account", "state"),
            "outbox show", Set.of("account"),
            "mail parse", Set.of(),
            "status", Set.of(),
            "help", Set.of());
    private static final Map<String, String> OPERANDS = Map.of("outbox show", "id", "mail parse", "file");

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, String> arguments = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private Path data = Path.of(System.getenv().getOrDefault("HAVENDESK_DATA", "data"));

    private Desk() {}

    public static void main(String[] args) throws IOException {
        var desk = new Desk();
        try {
            desk.run(List.of(args));
        } catch (Usage usage) {
            desk.fail(usage.getMessage() + "; see bin/desk help", Map.of());
            System.exit(2);
        } catch (Refused refused) {
            desk.fail(refused.reason(), refused.fields());
            System.exit(1);
        }
    }

    private void run(List<String> args) throws IOException {
        read(args);
        var command = command();
        if (command.equals("help") || arguments.containsKey("help")) {
            System.out.print(USAGE);
            return;
        }
        check(command);
        print(command.equals("mail parse") ? parsed() : new DeskClient(data, json).run(command, arguments));
    }

    private void read(List<String> args) {
        for (int at = 0; at < args.size(); at++) {
            var arg = args.get(at);
            if (!arg.startsWith("--")) {
                words.add(arg);
                continue;
            }
            var equals = arg.indexOf('=');
            var name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
            if (FLAGS.contains(name)) {
                arguments.put(name, "true");
            } else if (equals >= 0) {
                arguments.put(name, arg.substring(equals + 1));
            } else if (at + 1 < args.size()) {
                arguments.put(name, args.get(++at));
            } else {
                throw new Usage("--" + name + " needs a value");
            }
        }
        var folder = arguments.remove("data");
        data = folder == null ? data : Path.of(folder);
    }

    /** The longest words that are a command; what follows them is its operand. */
    private String command() {
        if (words.isEmpty()) {
            return "help";
        }
        var two = words.size() < 2 ? "" : words.get(0) + " " + words.get(1);
        var command = OPTIONS.containsKey(two) ? two : words.getFirst();
        if (!OPTIONS.containsKey(command)) {
            throw new Usage("There is no command \"" + String.join(" ", words) + "\"");
        }
        var rest = words.subList(command.split(" ").length, words.size());
        var operand = OPERANDS.get(command);
        if (rest.size() > (operand == null ? 0 : 1)) {
            throw new Usage("\"" + rest.getLast() + "\" is too much");
        }
        if (operand != null) {
            if (rest.isEmpty()) {
                throw new Usage(command + " needs " + operand.toUpperCase(java.util.Locale.ROOT));
            }
            arguments.put(operand, rest.getFirst());
        }
        return command;
    }

    private void check(String command) throws IOException {
        for (var name : arguments.keySet()) {
            var known = FLAGS.contains(name)
                    || OPTIONS.getOrDefault(command, Set.of()).contains(name)
                    || name.equals(OPERANDS.get(command));
            if (!known) {
                throw new Usage(command + " has no --" + name);
            }
        }
        if (command.equals("account create")) {
            var typed = arguments.remove("password-stdin") != null;
            var none = arguments.remove("no-password") != null;
            if (typed == none) {
                throw new Usage("account create needs either --password-stdin or --no-password");
            }
            if (typed) {
                arguments.put("password", password());
            }
        }
    }

    private static String password() throws IOException {
        var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isEmpty()) {
            throw new Usage("There is no password on the standard input");
        }
        return line;
    }

    /** A file, or the standard input for {@code -}. */
    private JsonNode parsed() throws IOException {
        var file = arguments.getOrDefault("file", "");
        try {
            var raw = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return json.readTree(MailReport.json(MailParser.parse(raw)));
        } catch (NoSuchFileException e) {
            throw new Refused("There is no file " + file, Map.of());
        } catch (FileSystemException e) {
            throw new Refused("The file " + file + " cannot be read", Map.of());
        }
    }

    private void print(JsonNode answer) {
        if (arguments.containsKey("json")) {
            System.out.println(json.writeValueAsString(answer));
        } else {
            DeskPrinter.print(answer, System.out);
        }
    }

    private void fail(String error, Map<String, String> fields) {
        if (arguments.containsKey("json")) {
            System.err.println(json.writeValueAsString(new OperatorDoor.Failure(error, fields)));
            return;
        }
        System.err.println(error);
        fields.forEach((field, why) -> System.err.println("  " + field + ": " + why));
    }

    /** What was typed is no command. */
    private static final class Usage extends RuntimeException {
        private Usage(String message) {
            super(message);
        }
    }
}
