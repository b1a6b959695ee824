package org.havendesk.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A mail server that our mail goes out to: keeps what it is given, and has its moods. */
public final class Sink implements AutoCloseable {
    private final ServerSocket listener;
    private final Supplier<Mood> moods;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();

    /** How it treats one connection. */
    public enum Mood {
        KIND,
        BUSY_AT_FIRST,
        REFUSES_FOR_NOW,
        BREAKS_OFF_INSIDE_THE_MAIL,
        BREAKS_OFF_BEFORE_IT_ANSWERS,
        ANSWERS_LATE
    }

    /**
     * A mail that came whole, up to its final dot.
     *
     * @param answered whether it went on to say 250
     * @param at by {@link System#nanoTime}
     */
    public record Taken(String messageId, List<String> recipients, String content, boolean answered, long at) {}

    /** @param moods the mood of each next connection */
    public Sink(Supplier<Mood> moods) {
        this.moods = moods;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("sink").start(this::listen);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                var mood = moods.get();
                Thread.ofVirtual().start(() -> serve(socket, mood));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Mood mood) {
        try (socket) {
            talk(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                    socket.getOutputStream(),
                    mood);
        } catch (IOException e) {
            // the other side was killed
        }
    }

    private void talk(BufferedReader in, OutputStream out, Mood mood) throws IOException {
        if (mood == Mood.BUSY_AT_FIRST) {
            say(out, "421 4.3.2 Busy, come again");
            return;
        }
        say(out, "220 sink.example.com ESMTP");
        var recipients = new ArrayList<String>();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO")) {
                say(out, "250-sink.example.com\r\n250 8BITMIME");
            } else if (command.startsWith("RCPT") && mood == Mood.REFUSES_FOR_NOW) {
                say(out, "451 4.2.1 Not now");
            } else if (command.startsWith("RCPT")) {
                recipients.add(line.replaceAll(".*<(.*)>.*", "$1"));
                say(out, "250 2.1.5 Fine");
            } else if (command.startsWith("DATA")) {
                say(out, "354 Go on");
                if (!take(in, out, mood, List.copyOf(recipients))) {
                    return;
                }
                recipients.clear();
            } else if (command.startsWith("QUIT")) {
                say(out, "221 2.0.0 Bye");
                return;
            } else {
                say(out, "250 2.0.0 Fine");
            }
        }
    }

    /** @return false when it breaks off */
    private boolean take(BufferedReader in, OutputStream out, Mood mood, List<String> recipients) throws IOException {
        var content = new StringBuilder();
        var id = "";
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (id.isEmpty() && line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
                id = line.substring(11).strip();
                id = id.isEmpty() ? String.valueOf(in.readLine()).strip() : id;
                if (mood == Mood.BREAKS_OFF_INSIDE_THE_MAIL) {
                    return false;
                }
            }
            content.append(line).append('\n');
        }
        var answers = mood != Mood.BREAKS_OFF_BEFORE_IT_ANSWERS;
        taken.add(new Taken(id, recipients, content.toString(), answers, System.nanoTime()));
        if (answers) {
            if (mood == Mood.ANSWERS_LATE) {
                pause();
            }
            say(out, "250 2.0.0 Taken");
        }
        return answers;
    }

    private static void pause() {
        try {
            Thread.sleep(1_500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
