package org.havendesk.spam;

import org.havendesk.platform.TenantId;

/** What the models of an account must know has changed: lessons, or the settings that they follow. */
record Learned(TenantId tenant) {}
