package app.quotawatch.ledger;

/** Whether the fleet's store still has to receive something: until an exchange that contained it was answered. Not thread-safe. */
final class Unshared {

    private boolean isNew;
    private boolean unconfirmed;

    /** @param isNew whether there is something to share at first */
    Unshared(boolean isNew) {
        this.isNew = isNew;
    }

    /** Notes that there is something new. */
    void renew() {
        isNew = true;
    }

    /** Returns whether the next exchange has to contain it. */
    boolean take() {
        unconfirmed |= isNew;
        isNew = false;
        return unconfirmed;
    }

    /** Notes that the last exchange was answered, or that nothing remains to be shared. */
    void confirm() {
        unconfirmed = false;
    }

    @Override
    public String toString() {
        return "Unshared[new=" + isNew + ", unconfirmed=" + unconfirmed + "]";
    }
}
