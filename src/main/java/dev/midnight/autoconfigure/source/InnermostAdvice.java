package dev.midnight.autoconfigure.source;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/**
 * Consumes the stream of a source method inside every other advice around that method, so that its
 * transaction, and with it its connection, is still open.
 *
 * <p>Added at the end of the advice of the innermost proxy. A bean without a proxy has nothing to
 * be inside of: its stream is consumed after the call.
 */
final class InnermostAdvice extends StaticMethodMatcherPointcutAdvisor
    implements MethodInterceptor {

  private static final long serialVersionUID = 1L;

  private final transient Method source;

  private InnermostAdvice(Method source) {
    this.source = source;
    setAdvice(this);
  }

  /** Adds the advice for a method to a bean's proxy, if it has one, once. */
  static void addTo(Object bean, Method source) {
    Advised proxy = innermostProxy(bean);
    if (proxy == null || proxy.isFrozen()) {
      return;
    }
    synchronized (proxy) {
      if (Arrays.stream(proxy.getAdvisors()).noneMatch(advisor -> isFor(advisor, source))) {
        proxy.addAdvisor(new InnermostAdvice(source));
      }
    }
  }

  private static boolean isFor(Object advisor, Method source) {
    return advisor instanceof InnermostAdvice advice && advice.source.equals(source);
  }

  private static @Nullable Advised innermostProxy(Object bean) {
    if (!(bean instanceof Advised proxy)) {
      return null;
    }
    Object target = AopProxyUtils.getSingletonTarget(bean);
    Advised inner = target == null ? null : innermostProxy(target);
    return inner == null ? proxy : inner;
  }

  @Override
  public boolean matches(Method method, Class<?> targetClass) {
    return method.getName().equals(source.getName())
        && Arrays.equals(method.getParameterTypes(), source.getParameterTypes());
  }

  @Override
  public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
    Object result = invocation.proceed();
    return result instanceof Stream<?> stream ? StreamScope.consume(source, stream) : result;
  }
}
