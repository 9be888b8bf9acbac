package app.quotawatch.fleet.jdbc;

import java.time.LocalDate;
import java.util.Optional;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;

/** What one replica has used of one API, as a row of the table holds it. All replicas add up the parts of all. */
final class FleetPart {

    /*
     * "requests tokens;day requests tokens;month requests tokens;slots of 5 seconds;slots of a minute": cumulative amounts first,
     * then those of the last day and month in which something was used.
     */
    private static final int PIECES = 5;
    private static final int SLOT_SECONDS = 5;
    private static final int MINUTE_SECONDS = 60;
    private static final int DAY_SECONDS = 86_400;

    private Amounts total = Amounts.NONE;
    private long day = Long.MIN_VALUE;
    private Amounts ofDay = Amounts.NONE;
    private long month = Long.MIN_VALUE;
    private Amounts ofMonth = Amounts.NONE;
    private final Slots seconds = new Slots(SLOT_SECONDS, MINUTE_SECONDS / SLOT_SECONDS);
    private final Slots minutes = new Slots(MINUTE_SECONDS, MINUTE_SECONDS);

    /** Creates the part of a replica that has used these amounts before anything that is counted. */
    FleetPart(Amounts base) {
        this.total = base;
    }

    /** Reads a row; empty if it is not one. */
    static Optional<FleetPart> read(String text) {
        String[] pieces = text.split(";", -1);
        if (pieces.length != PIECES) {
            return Optional.empty();
        }
        try {
            FleetPart part = new FleetPart(new Numbers(pieces[0]).amounts());
            Numbers ofDay = new Numbers(pieces[1]);
            part.day = ofDay.next();
            part.ofDay = ofDay.amounts();
            Numbers ofMonth = new Numbers(pieces[2]);
            part.month = ofMonth.next();
            part.ofMonth = ofMonth.amounts();
            part.seconds.read(pieces[3]);
            part.minutes.read(pieces[4]);
            return Optional.of(part);
        } catch (NumberFormatException garbage) {
            return Optional.empty();
        }
    }

    String write() {
        StringBuilder text = new StringBuilder(200);
        text.append(total.requests()).append(' ').append(total.tokens());
        text.append(';').append(day).append(' ').append(ofDay.requests()).append(' ').append(ofDay.tokens());
        text.append(';').append(month).append(' ').append(ofMonth.requests()).append(' ').append(ofMonth.tokens());
        seconds.write(text);
        minutes.write(text);
        return text.toString();
    }

    Amounts total() {
        return total;
    }

    /** Adds what a replica reports; a mark that is no more than the total adds nothing. */
    void add(FleetReport.Api report, long sent, long now) {
        for (FleetReport.Mark mark : report.marks()) {
            long requests = mark.total().requests() - total.requests();
            long tokens = mark.total().tokens() - total.tokens();
            if (requests > 0 || tokens > 0) {
                Amounts more = new Amounts(Math.max(0, requests), Math.max(0, tokens));
                add(sent - mark.age(), more, report.periods().contains(Period.HOUR));
                total = Slots.sum(total, more);
            }
        }
        seconds.forget(now);
        minutes.forget(now);
    }

    private void add(long second, Amounts more, boolean hours) {
        long itsDay = Math.floorDiv(second, (long) DAY_SECONDS);
        long itsMonth = monthOf(itsDay);
        if (itsDay >= day) {
            ofDay = itsDay == day ? Slots.sum(ofDay, more) : more;
            day = itsDay;
        }
        if (itsMonth >= month) {
            ofMonth = itsMonth == month ? Slots.sum(ofMonth, more) : more;
            month = itsMonth;
        }
        seconds.add(second, more);
        if (hours) {
            minutes.add(second, more);
        }
    }

    private static long monthOf(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12L + date.getMonthValue();
    }

    /** Returns what the replica has used within a period that ends now. */
    Amounts sum(Period period, long now) {
        long today = Math.floorDiv(now, (long) DAY_SECONDS);
        switch (period) {
            case MINUTE :
                return seconds.last(now);
            case HOUR :
                return minutes.last(now);
            case DAY :
                return day == today ? ofDay : Amounts.NONE;
            case MONTH :
                return month == monthOf(today) ? ofMonth : Amounts.NONE;
            default :
                throw new IllegalArgumentException(period.toString());
        }
    }

    Slots seconds() {
        return seconds;
    }
}
