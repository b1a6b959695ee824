package org.havendesk.email;

import org.havendesk.files.Files;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** A test to which mail comes: account acme with its address, and the post that brings mail there. */
@HavendeskTest
abstract class InboundTest {
    @Autowired
    Cast cast;

    @Autowired
    JdbcClient db;

    Post post;
    Cast.Acme acme;

    @BeforeEach
    void open(
            @Autowired SmtpListener listener,
            @Autowired Addresses addresses,
            @Autowired Files files,
            @Autowired PlatformTransactionManager transactions) {
        post = new Post(listener, addresses, files, db, transactions);
        acme = cast.acme();
        post.open(acme);
    }
}
