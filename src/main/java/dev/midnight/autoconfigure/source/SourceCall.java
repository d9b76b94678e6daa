package dev.midnight.autoconfigure.source;

import dev.midnight.RefreshContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/** Calls a source method on its bean, through whatever proxies the bean has. Thread-safe. */
final class SourceCall {

  private final SourceMethod source;
  private final Object bean;
  private final Method method;

  SourceCall(SourceMethod source, Object bean) {
    this.source = source;
    this.bean = bean;
    this.method = AopUtils.selectInvocableMethod(source.method(), bean.getClass());
    ReflectionUtils.makeAccessible(method);
  }

  /** What the method returns, never null; what it throws is thrown as it is. */
  Object result(RefreshContext context) throws Exception {
    Object result = source.takesContext() ? invoke(context) : invoke();
    if (result == null) {
      throw new IllegalStateException(
          ("%s returned null, so nothing is published. Return an empty result if there is no data,"
                  + " or call RefreshContext.notReady() if there is none yet.")
              .formatted(source.describe()));
    }
    return result;
  }

  @SuppressWarnings("NullAway") // what reflection returns is not annotated; the caller looks
  private Object invoke(Object... arguments) throws Exception {
    try {
      return method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      ReflectionUtils.rethrowException(e.getTargetException());
      throw e;
    }
  }
}
