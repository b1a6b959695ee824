package org.havendesk.platform.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts us twice. */
class DataInUseAnalyzer extends AbstractFailureAnalyzer<DataInUse> {
    @Override
    protected FailureAnalysis analyze(Throwable root, DataInUse cause) {
        return new FailureAnalysis(
                cause.getMessage() + ". It was left as it is.",
                "Stop that one first, or give this one a folder of its own with --data.",
                cause);
    }
}
