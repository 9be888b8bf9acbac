package app.quotawatch.json;

import java.util.AbstractList;
import java.util.List;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

/** Results in a list that JSON-B writes wherever it is returned. Immutable. */
@JsonbTypeAdapter(JsonbListAdapter.class)
public final class ResultList<E extends JsonResult> extends AbstractList<E> {

    /*
     * Some servers give JSON-B a list without its declared type. Yasson takes its elements for plain objects then and ignores
     * their annotations, but not that of the list.
     */

    private final List<E> results;

    private ResultList(List<E> results) {
        this.results = results;
    }

    /** Returns the results in a list; they must not be changed any more. */
    public static <E extends JsonResult> List<E> of(List<E> results) {
        return new ResultList<>(results);
    }

    @Override
    public E get(int index) {
        return results.get(index);
    }

    @Override
    public int size() {
        return results.size();
    }
}
