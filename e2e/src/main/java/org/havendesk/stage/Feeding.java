package org.havendesk.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Mail servers that bring mails to an account and try again until each is acknowledged, as mail servers do. A mail goes out
 * only while there is leave for one.
 */
public final class Feeding implements AutoCloseable {
    private final Program program;
    private final String to;
    private final String date =
            DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Semaphore leave = new Semaphore(0);
    private final ExecutorService threads;
    private final List<Future<?>> servers = new ArrayList<>();

    /** @param ids the Message-IDs of the mails that there are */
    public Feeding(Program program, String to, List<String> ids, int servers) {
        this.program = program;
        this.to = to;
        waiting.addAll(ids);
        threads = Executors.newFixedThreadPool(servers);
        for (int i = 0; i < servers; i++) {
            this.servers.add(threads.submit(this::bring));
        }
    }

    /** Lets so many more mails go out. */
    public void let(int mails) {
        leave.release(mails);
    }

    /** Message-IDs of the mails that the program took over the responsibility for. */
    public Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Waits until so many are acknowledged. */
    public void await(int mails) throws InterruptedException {
        while (acknowledged.size() < mails) {
            if (servers.stream().allMatch(Future::isDone)) {
                end();
                return;
            }
            Thread.sleep(1);
        }
    }

    /** Waits until every mail was acknowledged. */
    public void end() throws InterruptedException {
        leave.release(1_000_000);
        try {
            for (var server : servers) {
                server.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Void bring() throws InterruptedException {
        for (var id = waiting.poll(); id != null; id = waiting.poll()) {
            leave.acquire();
            while (!isTaken(id)) {
                Thread.sleep(40);
            }
        }
        return null;
    }

    private boolean isTaken(String id) {
        try (var smtp = new SmtpClient(program.smtpPort())) {
            smtp.deliver(sender(id), to, mail(id));
            acknowledged.add(id);
        } catch (IOException e) {
            // a server that does not hear 250 keeps the mail and comes again
        }
        return acknowledged.contains(id);
    }

    private static String sender(String id) {
        return "sender" + Math.floorMod(id.hashCode(), 50) + "@example.org";
    }

    /** The same at each attempt: what a mail server keeps is one mail. */
    private byte[] mail(String id) {
        var text = """
                From: <%s>
                To: <%s>
                Subject: About %s
                Date: %s
                Message-ID: %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Where is what I ordered?
                """.formatted(sender(id), to, id.replaceAll("[<>@]", " "), date, id);
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
