package org.havendesk.files;

/**
 * What is known of a stored file without reading it.
 *
 * @param type a media type, found from the content rather than believed
 * @param size bytes
 * @param kept whether something refers to it; what nobody keeps goes away after a day
 */
public record StoredFile(FileId id, String type, long size, boolean kept) {}
