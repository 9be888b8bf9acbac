package app.quotawatch.server.view;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import app.quotawatch.server.database.Dialect;

class ViewsOnSqliteTest extends ViewsContract {

    @TempDir
    static Path folder;

    @Override
    ViewFixture open() {
        return open(folder);
    }

    static ViewFixture open(Path folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(5000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve("quotawatch.db"));
        return new ViewFixture(source, Dialect.SQLITE);
    }
}
