package app.quotawatch.observe;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.privacy.CanonicalUrl;

/**
 * Finds the API that a URL belongs to: scheme, host and port are those of its base URL, and the path starts with the base
 * URL's path at a segment boundary. An exact host takes precedence over a wildcard, a longer wildcard over a shorter one, and
 * within a host the longest path. Both sides are compared in one form, however they are spelled. Allocates nothing but what it
 * remembers of a host, and costs the same for one API as for a thousand. Thread-safe.
 */
public final class ApiMatcher {

    private static final Site[] NONE = {};

    private final HostIndex hosts;
    private final List<PathIndex> indexes = new ArrayList<>();
    private final KnownAuthorities known = new KnownAuthorities();
    private final KnownAuthorities knownHosts = new KnownAuthorities();

    /**
     * Creates the matcher.
     *
     * @param apis the APIs to find
     * @param ingest the ingest, which is never found: our own deliveries are not observed
     */
    public ApiMatcher(List<ApiConfig> apis, BaseUrl ingest) {
        this(apis, ingest, null);
    }

    /**
     * Creates the matcher of a replica.
     *
     * @param fleet the hash by which the replicas of a fleet name credentials; null without a fleet
     */
    public ApiMatcher(List<ApiConfig> apis, BaseUrl ingest, @Nullable SipHash fleet) {
        Map<HostIndex.Pattern, Map<Origin, List<ApiTarget>>> byHost = new LinkedHashMap<>();
        for (ApiConfig api : apis) {
            Map<Origin, List<ApiTarget>> origins = origins(byHost, api.baseUrl());
            Origin origin = new Origin(api.baseUrl().scheme(), api.baseUrl().port());
            List<ApiTarget> sharing = origins.get(origin);
            if (sharing == null) {
                sharing = new ArrayList<>(1);
                origins.put(origin, sharing);
            }
            sharing.add(new ApiTarget(api, fleet));
        }
        origins(byHost, ingest).put(new Origin(ingest.scheme(), ingest.port()), List.of());
        Map<HostIndex.Pattern, List<Site>> sites = new LinkedHashMap<>();
        for (Map.Entry<HostIndex.Pattern, Map<Origin, List<ApiTarget>>> host : byHost.entrySet()) {
            List<Site> ofHost = new ArrayList<>(host.getValue().size());
            for (Map.Entry<Origin, List<ApiTarget>> origin : host.getValue().entrySet()) {
                PathIndex ofOrigin = PathIndex.of(origin.getValue());
                indexes.add(ofOrigin);
                ofHost.add(new Site(origin.getKey().scheme(), origin.getKey().port(), ofOrigin));
            }
            sites.put(host.getKey(), ofHost);
        }
        hosts = new HostIndex(sites);
    }

    private static Map<Origin, List<ApiTarget>> origins(
            Map<HostIndex.Pattern, Map<Origin, List<ApiTarget>>> byHost, BaseUrl url) {
        HostIndex.Pattern host = new HostIndex.Pattern(url.host(), url.anySubdomain());
        Map<Origin, List<ApiTarget>> origins = byHost.get(host);
        if (origins == null) {
            origins = new LinkedHashMap<>();
            byHost.put(host, origins);
        }
        return origins;
    }

    /**
     * Returns the API of this URL, or null.
     *
     * @param uri the URL of a call; null and relative ones belong to no API
     */
    public @Nullable ApiTarget match(@Nullable URI uri) {
        if (uri == null) {
            return null;
        }
        String scheme = uri.getScheme();
        String authority = uri.getRawAuthority();
        if (scheme == null || authority == null) {
            return null;
        }
        Site[] sites = known.find(scheme, authority, KnownAuthorities.PORT_INSIDE);
        if (sites == null) {
            sites = sites(uri, scheme, authority);
            if (sites.length > 0) {
                known.remember(scheme, authority, KnownAuthorities.PORT_INSIDE, sites);
            }
        }
        return api(sites, uri.getRawPath());
    }

    /** Returns the API of one of these sites that a path, as in {@link URI#getRawPath()}, belongs to, or null. */
    static @Nullable ApiTarget api(Site[] sites, @Nullable String raw) {
        if (sites.length == 0) {
            return null;
        }
        String path = raw == null ? "" : CanonicalUrl.path(raw);
        for (Site site : sites) {
            ApiTarget api = site.apis.longestPrefix(path);
            if (api != null) {
                api.called();
                return api;
            }
        }
        for (Site site : sites) {
            site.apis.missed();
        }
        return null;
    }

    /** Returns the IDs of the APIs whose host has been called, but never below their base URL's path. */
    public Set<String> missedApis() {
        Set<String> ids = new TreeSet<>();
        for (PathIndex apis : indexes) {
            apis.addMissed(ids);
        }
        return ids;
    }

    /**
     * Returns the sites of an origin, none if no API has it.
     *
     * @param host an IPv6 address with or without brackets
     * @param port negative for the scheme's default
     */
    Site[] sitesOf(@Nullable String scheme, @Nullable String host, int port) {
        if (scheme == null || host == null) {
            return NONE;
        }
        Site[] sites = knownHosts.find(scheme, host, port);
        if (sites == null) {
            String canonical = CanonicalUrl.isOddName(host) ? CanonicalUrl.hostOf(host) : host;
            sites = sites(scheme, canonical, 0, canonical.length(), port);
            if (sites.length > 0) {
                knownHosts.remember(scheme, host, port, sites);
            }
        }
        return sites;
    }

    private Site[] sites(URI uri, String scheme, String authority) {
        String host = uri.getHost();
        int port = uri.getPort();
        int start = 0;
        int end;
        if (host != null) {
            if (CanonicalUrl.isOddHost(host)) {
                host = CanonicalUrl.host(host);
            }
            end = host.length();
        } else {
            // java.net.URI takes a host with an underscore for a registry name
            host = authority;
            start = host.lastIndexOf('@') + 1;
            int colon = host.indexOf(':', start);
            end = colon < 0 ? host.length() : colon;
            port = colon < 0 || colon == host.length() - 1 ? -1 : portAt(host, colon + 1);
            host = CanonicalUrl.host(host.substring(start, end));
            start = 0;
            end = host.length();
        }
        return sites(scheme, host, start, end, port);
    }

    private Site[] sites(String scheme, String host, int start, int end, int port) {
        boolean https = scheme.equalsIgnoreCase("https");
        if (!https && !scheme.equalsIgnoreCase("http")) {
            return NONE;
        }
        int effectivePort = port >= 0 ? port : https ? 443 : 80;
        Site[] found = NONE;
        for (HostIndex.Entry entry = hosts.find(host, start, end); entry != null; entry = entry.wider()) {
            for (int i = 0; i < entry.sites().size(); i++) { // spares the iterator
                Site site = entry.sites().get(i);
                if (site.port == effectivePort && site.scheme.equalsIgnoreCase(scheme)) {
                    if (site.apis.isEmpty()) {
                        return found; // the ingest, which no wider pattern finds either
                    }
                    found = Arrays.copyOf(found, found.length + 1);
                    found[found.length - 1] = site;
                }
            }
        }
        return found;
    }

    private static int portAt(String authority, int from) {
        int port = 0;
        for (int i = from; i < authority.length() && port <= 65535; i++) {
            char c = authority.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            port = port * 10 + c - '0';
        }
        return port;
    }

    private record Origin(String scheme, int port) {

        /* The generated one is linked at its first use, which costs a fast-starting application noticeable time. */
        @Override
        public int hashCode() {
            return scheme.hashCode() + port;
        }
    }

    /** The APIs behind one scheme and port of a host; none for the ingest. */
    record Site(String scheme, int port, PathIndex apis) {}
}
