/** Encrypted files: attachments, pasted images, raw mails. The door is {@link org.havendesk.files.Files}. */
@NullMarked
package org.havendesk.files;

import org.jspecify.annotations.NullMarked;
