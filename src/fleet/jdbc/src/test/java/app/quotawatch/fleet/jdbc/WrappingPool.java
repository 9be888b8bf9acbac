package app.quotawatch.fleet.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/** A pool that wraps the exceptions of its driver in exceptions without a state, as Payara's does. */
final class WrappingPool {

    private static final List<Class<?>> WRAPPED = List.of(Connection.class, PreparedStatement.class,
            java.sql.Statement.class);

    private WrappingPool() {}

    static DataSource of(DataSource driver) {
        return wrap(DataSource.class, driver);
    }

    private static <T> T wrap(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> call(real, method, arguments)));
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(real, arguments);
            for (Class<?> type : WRAPPED) {
                if (method.getReturnType() == type) {
                    return wrap(type, result);
                }
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException failure ? new SQLException(failure) : e.getCause();
        }
    }
}
