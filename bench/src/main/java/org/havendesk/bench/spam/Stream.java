package org.havendesk.bench.spam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The messages of an index, in the order in which they come. A line is {@code LABEL PATH}, as in the TREC Spam Track. */
record Stream(List<Item> items) {

    /** @param file relative to the index's folder */
    record Item(String file, boolean spam, Path path) {
        byte[] raw() throws IOException {
            return Files.readAllBytes(path);
        }
    }

    static Stream read(Path index) throws IOException {
        var items = new ArrayList<Item>();
        for (var line : Files.readAllLines(index)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var fields = line.strip().split("\\s+", 2);
            boolean spam = switch (fields[0].toLowerCase(java.util.Locale.ROOT)) {
                case "spam" -> true;
                case "ham" -> false;
                default -> throw new IOException("A line of the index starts with neither ham nor spam");
            };
            items.add(new Item(fields[1], spam, index.resolveSibling(fields[1])));
        }
        return new Stream(List.copyOf(items));
    }
}
