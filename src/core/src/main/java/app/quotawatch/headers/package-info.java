/**
 * Reads what rate-limit headers report, and decides which of them may be kept. Not API; the other packages of QuotaWatch
 * use {@code RateLimitReader}, what it returns ({@code KeptHeaders}, {@code ReadingBuffer}, {@code RateLimitReading} and
 * their parts), {@code RateLimitHeaders} and {@code HeaderValue}.
 *
 * <p>There is no table of providers. A response passes four stages, in this order; every class names its stage in its
 * Javadoc, and explains inside what is hard about it.
 *
 * <pre>
 * 1. names        Is this a rate-limit header, and what does its name mean?
 *      HeaderNameCache           entrance: remembers what names mean
 *      HeaderNameGrammar         the grammar of names; its result is a HeaderName with a Role
 *      HeaderNameParts           the words in front of the marker and behind it
 *      HeaderNameRole            which word states the role
 *      HeaderNameProof           what a name without the marker has to prove
 *      HeaderNameDimension       what is limited and counted, and how long the window is
 *      HeaderNameSplitter        cuts a name into words
 *      HeaderNameVocabulary      the words that are known, each a HeaderNameWord
 *
 * 2. keeping      May this value be kept, sent and shown? What is not kept is never read.
 *      RateLimitHeaders          entrance: selects from all headers of any response
 *      LearnedNames              the short way: knows the sets of names, each a ResponseNames, that one API sends
 *      KeptValueFilter           decides on a value, and removes parameters that identify somebody
 *      LabelFilter               decides on the names of quotas
 *      PlainRemark               decides on what is never read
 *      HeaderValue               the text of a value, which clients pass as a string or a list
 *      DateHeader                finds the date, which is not kept but shows whether the server's clock is right
 *      KeptHeaders               holds what passes
 *
 * 3. values       Which number, instant, list or object does the text of a value mean?
 *      GroupValueReader          entrance: recognises the notation
 *      NumberParser, DurationParser, DateParser, ListItemParser (ListItem), FlatJsonParser
 *                                one notation each
 *      ValueKeyReader            keys inside a value
 *      PlainDateParser, PlainDurationParser
 *                                the usual forms of dates and durations, in front of the parsers of all others
 *      ResponseClock             seconds, milliseconds or epoch; the server's clock or ours
 *
 * 4. assembling   Which numbers form one window?
 *      RateLimitReader           entrance: one per API; here a response enters both stages
 *      ResponseLayout            groups the headers by their names, once for all responses with the same names
 *      PlainResponseReader       the short way, for most responses
 *      GeneralResponseReader     the long way, for all
 *      HeaderGroup               collects the values of a group
 *      GroupedDigits             distinguishes lists from numbers such as 12,500
 *      WindowAssembler           turns a group into drafts, each a WindowDraft
 *      WindowMerger              joins drafts that are one window
 *      ReadingBuffer             the result in plain numbers, with its WindowReadings; used again for each response
 *      RateLimitReading          the same as immutable objects, with its ReportedWindows
 * </pre>
 *
 * <p>Where a change belongs: a word that a provider uses for something known goes into {@code HeaderNameVocabulary}, a
 * new notation of a number or date into its parser. Two windows that should be one, or one that should be two, are a
 * matter of {@code WindowMerger} or {@code WindowAssembler}. What must not leave the application is for
 * {@code KeptValueFilter} to stop.
 *
 * <p>The corpus in {@code rate-limit-corpus/cases.json} of the test resources is the specification: responses as
 * providers send them, each with the reading that a careful engineer would make. Providers named in comments refer to
 * its cases and to those of {@code OtherProvidersTest}. Where the evidence does not decide, a value stays unknown: a
 * wrong window raises a false alarm, a missing one does not.
 */
@NullMarked
package app.quotawatch.headers;

import org.jspecify.annotations.NullMarked;
