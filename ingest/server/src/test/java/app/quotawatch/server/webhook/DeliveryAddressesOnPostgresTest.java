package app.quotawatch.server.webhook;

import app.quotawatch.server.testing.TestDatabase;

class DeliveryAddressesOnPostgresTest extends DeliveryAddressesContract {

    @Override
    TestDatabase create() {
        return TestDatabase.postgres();
    }
}
