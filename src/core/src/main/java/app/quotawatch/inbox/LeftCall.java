package app.quotawatch.inbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.Moment;

/** A call that was left to be counted by another thread. It contains only what may be kept. */
record LeftCall(Object call, @Nullable Instant serverDate, Moment now) {}
