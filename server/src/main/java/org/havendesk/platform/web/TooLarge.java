package org.havendesk.platform.web;

import java.io.IOException;

/** A request's body is longer than any that we read. */
class TooLarge extends IOException {
    TooLarge() {
        super("The body of the request is too large");
    }
}
