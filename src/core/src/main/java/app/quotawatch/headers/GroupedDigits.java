package app.quotawatch.headers;

import java.util.List;

/** Distinguishes lists from numbers whose digits are grouped: {@code 12,500}. Stage: assembling. */
final class GroupedDigits {

    /*
     * "12,500" is a list of two numbers to a parser. It is certainly one number where an item starts with a zero ("5,000"),
     * as no list has an item "000", and then its neighbours are numbers as well; also where it stands beside a plain number
     * that fits it, or where a list would contradict itself (more left than there is). It is certainly a list where resets or
     * policies are listed, too. Else it is nothing: a limit of 12 would fire every alarm, and one of 12,500 none.
     */

    private static final int ROLES = 3;

    private final double[] numbers = {Double.NaN, Double.NaN, Double.NaN};
    private final int[] sizes = new int[ROLES];
    private boolean noted;
    private boolean proven;

    /** Whether the value may be one number with its digits in groups of three. */
    static boolean isPossible(String value) {
        int comma = value.indexOf(',');
        if (comma < 1 || comma > 3 || value.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            boolean separator = i >= comma && (i - comma) % 4 == 0;
            if (separator ? value.charAt(i) != ',' : !NumberParser.isDigit(value.charAt(i))) {
                return false;
            }
        }
        return (value.length() - comma) % 4 == 0;
    }

    /** Notes a value that is possibly one number, and was read as a list of this size. */
    void note(Role role, int size, String value) {
        numbers[index(role)] = NumberParser.parse(value.replace(",", ""));
        sizes[index(role)] = size;
        noted = true;
        proven |= value.contains(",0");
    }

    boolean isNoted() {
        return noted;
    }

    /** Returns limit, remaining and used as they are meant; empty where that is not known. */
    List<List<ListItem>> settled(List<ListItem> limit, List<ListItem> remaining, List<ListItem> used, boolean listed) {
        List<List<ListItem>> lists = List.of(limit, remaining, used);
        boolean plain = false;
        for (int i = 0; i < ROLES; i++) {
            plain |= lists.get(i).size() == 1;
            // what was repeated, or is a list beside it, is left to those who join lists
            if (lists.get(i).size() > 1 && lists.get(i).size() != sizes[i]) {
                return lists;
            }
        }
        if (proven || plain && fits(lists) || !plain && !listed && contradict(lists)) {
            return List.of(number(0, limit), number(1, remaining), number(2, used));
        }
        return listed || plain ? lists : List.of(List.of(), List.of(), List.of());
    }

    private boolean fits(List<List<ListItem>> lists) {
        double most = value(0, lists);
        return !(value(1, lists) > most) && !(value(2, lists) > most);
    }

    private double value(int role, List<List<ListItem>> lists) {
        return number(role, lists.get(role)).isEmpty() ? Double.NaN : number(role, lists.get(role)).get(0).number();
    }

    private static boolean contradict(List<List<ListItem>> lists) {
        List<ListItem> limit = lists.get(0);
        for (List<ListItem> part : lists.subList(1, ROLES)) {
            for (int i = 0; i < part.size(); i++) {
                if (!limit.isEmpty() && (part.size() != limit.size() || part.get(i).number() > limit.get(i).number())) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<ListItem> number(int role, List<ListItem> list) {
        return Double.isNaN(numbers[role]) ? list : List.of(ListItem.of(numbers[role]));
    }

    private static int index(Role role) {
        return switch (role) {
            case LIMIT -> 0;
            case REMAINING -> 1;
            default -> 2;
        };
    }
}
