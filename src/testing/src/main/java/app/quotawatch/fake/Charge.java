package app.quotawatch.fake;

/**
 * What a request takes from one limit.
 *
 * @param scope what is counted, as it is read back
 * @param declared the scope under which the limit is declared; differs where one declaration holds for many, each by itself
 */
record Charge(String scope, String declared, String unit, long cost) {

    static Charge of(String scope, String unit, long cost) {
        return new Charge(scope, scope, unit, cost);
    }
}
