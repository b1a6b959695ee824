package org.havendesk.email.mime;

/**
 * HTML that may be stored and shown.
 *
 * @param html cannot run anything and loads nothing by itself: a remote image keeps its address in
 *     {@code data-remote-src}, an image that came with the mail its Content-ID in {@code data-cid}
 * @param hasRemoteImages true when there is something to load after the reader asks for it
 */
public record SafeHtml(String html, boolean hasRemoteImages) {}
