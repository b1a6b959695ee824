/** What is kept about people, declared where it is stored. Knows no other room: each brings its own PersonalData. */
@NullMarked
package org.havendesk.privacy;

import org.jspecify.annotations.NullMarked;
