package org.havendesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The one program: every room, the console, the listeners for mail and the database that comes with it. */
@SpringBootApplication
@Modulithic(systemName = "Havendesk", sharedModules = "platform")
public class Havendesk {
    public static void main(String[] args) {
        SpringApplication.run(Havendesk.class, args);
    }
}
