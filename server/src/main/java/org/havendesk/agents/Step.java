package org.havendesk.agents;

/** What somebody still owes who has shown the first proof of who they are. */
enum Step {
    /** A code of their second factor. */
    CODE("/signin/code"),
    /** Setting up a second factor, which the account asks of their role. */
    ENROL("/signin/enrol"),
    /** Another password, since theirs is older than the account allows. */
    PASSWORD("/signin/password");

    private final String page;

    Step(String page) {
        this.page = page;
    }

    /** Where the step is taken. */
    String page() {
        return page;
    }
}
