package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.source.KeyAccessor;
import dev.midnight.autoconfigure.source.SourceMethod;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;

/** Keeps source methods and the accessors of their keys callable in a native image. */
final class SourceMethodHints implements BeanRegistrationAotProcessor {

  @Override
  public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
    List<SourceMethod> sources = SourceMethodBeans.read(bean.getBeanClass());
    return sources.isEmpty()
        ? null
        : (generation, code) ->
            sources.forEach(source -> keep(generation.getRuntimeHints().reflection(), source));
  }

  private static void keep(ReflectionHints hints, SourceMethod source) {
    hints.registerType(source.method().getDeclaringClass());
    hints.registerMethod(source.method(), ExecutableMode.INVOKE);
    KeyAccessor key = source.key();
    if (key != null) {
      keep(hints, key.member());
    }
  }

  private static void keep(ReflectionHints hints, Member member) {
    hints.registerType(member.getDeclaringClass());
    if (member instanceof Method method) {
      hints.registerMethod(method, ExecutableMode.INVOKE);
    } else if (member instanceof Field field) {
      hints.registerField(field);
    }
  }
}
