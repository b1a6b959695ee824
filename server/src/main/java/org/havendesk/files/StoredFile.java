package org.havendesk.files;

/**
 * What is known of a stored file without reading it.
 *
 * @param name as it was uploaded or sent
 * @param type a media type, found from the content rather than believed
 * @param size bytes
 * @param kept whether something refers to it; what nobody keeps goes away after a day
 */
public record StoredFile(FileId id, String name, String type, long size, boolean kept) {}
