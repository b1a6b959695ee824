package org.havendesk.platform;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The account that the current work is for. Every transaction begun inside {@link #as} sees and writes this account's
 * rows and no others; outside of it, none at all.
 */
public final class Tenants {
    private static final ScopedValue<TenantId> CURRENT = ScopedValue.newInstance();

    private Tenants() {}

    public static <T> T as(TenantId tenant, Supplier<T> work) {
        return ScopedValue.where(CURRENT, tenant).call(work::get);
    }

    public static void run(TenantId tenant, Runnable work) {
        ScopedValue.where(CURRENT, tenant).run(work);
    }

    /** As {@link #as}, for work that throws checked exceptions. */
    public static <T, X extends Throwable> T call(TenantId tenant, ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        return ScopedValue.where(CURRENT, tenant).call(work);
    }

    public static Optional<TenantId> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
