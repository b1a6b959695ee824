package org.havendesk.email.mime;

import java.util.List;

/** The content of a mail, sorted. */
record Gathered(Body body, List<Attachment> attachments, List<Invitation> invitations) {}
