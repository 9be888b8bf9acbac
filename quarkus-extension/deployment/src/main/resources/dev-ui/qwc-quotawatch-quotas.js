import { LitElement, html, css, nothing } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';

const REFRESH_MILLIS = 1000;
const TIGHT_PERCENT = 80;
const EMPTY_PERCENT = 100;

/** Shows the remaining quota of each API, the latest calls, the delivery of their events, and what the doctor finds. */
export class QwcQuotawatchQuotas extends LitElement {

    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host { display: block; padding: 0 1rem 2rem; color: var(--lumo-body-text-color); }
        h3 { margin: 1.5rem 0 .5rem; }
        h4 { margin: .75rem 0 .25rem; }
        table { border-collapse: collapse; width: 100%; font-size: var(--lumo-font-size-s); }
        th { text-align: left; font-weight: 500; color: var(--lumo-secondary-text-color); }
        th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--lumo-contrast-10pct); }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        .bar { width: 12rem; height: .6rem; border-radius: .3rem; overflow: hidden; background: var(--lumo-contrast-10pct); }
        .bar > div { height: 100%; background: var(--lumo-success-color); }
        .bar > div.tight { background: var(--lumo-warning-color, #e8a33d); }
        .bar > div.empty { background: var(--lumo-error-color); }
        .bad { color: var(--lumo-error-text-color); }
        .quiet { color: var(--lumo-secondary-text-color); }
        .delivery { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: center; }
        .delivery strong { font-variant-numeric: tabular-nums; }
    `;

    static properties = {
        _state: { state: true },
        _flushed: { state: true },
        _flushing: { state: true },
        _findings: { state: true },
        _examining: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this._refresh();
        this._timer = setInterval(() => this._refresh(), REFRESH_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    _refresh() {
        this.jsonRpc.state().then(response => this._state = response.result);
    }

    _flush() {
        this._flushing = true;
        this.jsonRpc.flush().then(response => {
            this._flushed = response.result;
            this._flushing = false;
            this._refresh();
        }, () => this._flushing = false);
    }

    _examine() {
        this._examining = true;
        this.jsonRpc.diagnose().then(response => {
            this._findings = response.result.findings;
            this._examining = false;
        }, () => this._examining = false);
    }

    render() {
        if (!this._state) {
            return html`<p class="quiet">Loading...</p>`;
        }
        if (!this._state.enabled) {
            return html`<p>QuotaWatch is disabled: <code>quotawatch.enabled=false</code>.</p>`;
        }
        return html`
            <h3>Remaining quota</h3>
            ${this._state.apis.length === 0
                ? html`<p>No API is configured. Add one: <code>quotawatch.apis.ID.base-url=https://api.example.com</code></p>`
                : this._state.apis.map(api => this._api(api))}
            <h3>Delivery</h3>
            ${this._delivery(this._state.delivery)}
            <h3>Doctor</h3>
            ${this._doctor()}
            <h3>Latest calls</h3>
            ${this._calls(this._state.calls)}
        `;
    }

    _api(api) {
        return html`
            <h4>${api.name}
                ${api.retryAfter ? html`<span class="bad">, retry after ${time(api.retryAfter)}</span>` : nothing}
                ${api.failedCalls ? html`<span class="quiet">, ${api.failedCalls} calls without a response</span>` : nothing}
                ${api.fleet ? this._fleet(api.fleet) : nothing}
            </h4>
            ${api.windows.length === 0
                ? html`<span class="quiet">No limit is configured, and the API has not reported one yet.</span>`
                : html`
                <table>
                    <thead><tr><th>Window</th><th></th><th class="number">Used</th><th class="number">Remaining</th>
                        <th class="number">Limit</th><th>Reset</th><th>Projected exhaustion</th><th>Source</th></tr></thead>
                    <tbody>${api.windows.map(window => this._window(window))}</tbody>
                </table>`}
        `;
    }

    _fleet(fleet) {
        return html`<span class="${fleet.stale ? 'bad' : 'quiet'}">, shared by ${fleet.replicas}
            ${fleet.replicas === 1 ? 'replica' : 'replicas'}, ${fleet.stale ? 'not synced since' : 'synced at'} ${time(fleet.syncedAt)}</span>`;
    }

    _window(window) {
        const percent = window.percent;
        const tightness = percent >= EMPTY_PERCENT || window.remaining === 0 ? 'empty' : percent >= TIGHT_PERCENT ? 'tight' : '';
        return html`
            <tr>
                <td>${window.name} <span class="quiet">${window.unit}${window.partition ? ` of ${window.partition}` : ''}</span></td>
                <td><div class="bar" role="img" aria-label="${percent === null ? 'unknown' : `${Math.round(percent)} % used`}">
                    <div class="${tightness}" style="width: ${Math.min(100, percent ?? 0)}%"></div></div></td>
                <td class="number">${number(window.used)}</td>
                <td class="number">${number(window.remaining)}</td>
                <td class="number">${number(window.limit)}</td>
                <td>${time(window.resetAt)}</td>
                <td class="${window.projectedExhaustion ? 'bad' : ''}">${time(window.projectedExhaustion)}</td>
                <td class="quiet">${window.source}</td>
            </tr>
        `;
    }

    _delivery(delivery) {
        const dropped = Object.entries(delivery.dropped);
        return html`
            <div class="delivery">
                <span><strong>${number(delivery.recorded)}</strong> recorded</span>
                <span><strong>${number(delivery.delivered)}</strong> delivered</span>
                <span><strong>${number(delivery.buffered)}</strong> buffered</span>
                ${delivery.keptLocal ? html`<span><strong>${number(delivery.keptLocal)}</strong> kept local</span>` : nothing}
                ${dropped.map(([reason, events]) =>
                    html`<span class="bad"><strong>${number(events)}</strong> dropped: ${reason}</span>`)}
                ${delivery.discardedNotifications
                    ? html`<span class="bad"><strong>${number(delivery.discardedNotifications)}</strong> notifications discarded</span>`
                    : nothing}
                <vaadin-button theme="small primary" ?disabled="${this._flushing}" @click="${this._flush}">Flush now</vaadin-button>
                ${this._flushed ? html`<span class="quiet">${this._flushed.outcome}: ${this._flushed.delivered} delivered${
                    this._flushed.failure ? `, ${this._flushed.failure}` : ''}</span>` : nothing}
            </div>
            ${delivery.lastFailure ? html`<p class="quiet">Last failure: ${delivery.lastFailure}</p>` : nothing}
        `;
    }

    _doctor() {
        return html`
            <vaadin-button theme="small" ?disabled="${this._examining}" @click="${this._examine}">Examine</vaadin-button>
            ${this._findings ? nothing : html`<span class="quiet">
                Examines configuration, class path, clients, ingest and clock. Sends an empty batch to the ingest.</span>`}
            <ul>${this._findings?.map(finding => html`
                <li class="${finding.severity === 'info' ? 'quiet' : 'bad'}">
                    ${finding.severity} (${finding.topic}): ${finding.message}</li>`)}
            </ul>
        `;
    }

    _calls(calls) {
        if (calls.length === 0) {
            return html`<span class="quiet">No calls yet.</span>`;
        }
        return html`
            <table>
                <thead><tr><th>Time</th><th>API</th><th>Method</th><th>Endpoint</th><th>Status</th>
                    <th class="number">Milliseconds</th></tr></thead>
                <tbody>${calls.map(call => html`
                    <tr>
                        <td>${time(call.time)}</td>
                        <td>${call.api}</td>
                        <td>${call.method}</td>
                        <td>${call.endpoint}</td>
                        <td class="${call.status >= 400 || typeof call.status === 'string' ? 'bad' : ''}">${call.status}</td>
                        <td class="number">${number(call.millis)}</td>
                    </tr>`)}
                </tbody>
            </table>
        `;
    }
}

function number(value) {
    return value === null || value === undefined ? '?' : value.toLocaleString();
}

function time(instant) {
    return instant ? new Date(instant).toLocaleTimeString() : '';
}

customElements.define('qwc-quotawatch-quotas', QwcQuotawatchQuotas);
