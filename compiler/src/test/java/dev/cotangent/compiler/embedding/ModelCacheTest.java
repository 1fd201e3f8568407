package dev.cotangent.compiler.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Includes;
import dev.cotangent.ModelCache;
import dev.cotangent.ModelCompilationException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ModelCacheTest {

    private static final CompileOptions OPTIONS = CompileOptions.defaults();

    private static String text(int k) {
        return "parameters { real x; } model { x ~ normal(" + k + ", 1); }";
    }

    @Test
    void compilesAContentOnce() throws InterruptedException {
        ModelCache cache = new ModelCache(4);
        Set<CompiledModel> found = ConcurrentHashMap.newKeySet();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int k = 0; k < 20; k++) {
            pool.execute(() -> found.add(cache.get("m.model", text(0), OPTIONS)));
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(found).hasSize(1);
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(cache.get("m.model", text(0), OPTIONS.withCurvature())).isNotIn(found);
    }

    @Test
    void dropsWhatWasUsedLongestAgo() {
        ModelCache cache = new ModelCache(2);
        CompiledModel first = cache.get("m.model", text(1), OPTIONS);
        cache.get("m.model", text(2), OPTIONS);
        cache.get("m.model", text(1), OPTIONS);
        cache.get("m.model", text(3), OPTIONS);

        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.get("m.model", text(1), OPTIONS)).isSameAs(first);
        cache.get("m.model", text(2), OPTIONS);
        assertThat(cache.misses()).isEqualTo(4);
    }

    @Test
    void seesThatAnIncludedTextHasChanged() {
        ModelCache cache = new ModelCache(4);
        String text = "parameters { real x; } model {\n#include \"prior\"\n}";
        CompileOptions one = OPTIONS.withIncludes(Includes.of(Map.of("prior", "x ~ normal(0, 1);")));
        CompileOptions two = OPTIONS.withIncludes(Includes.of(Map.of("prior", "x ~ normal(0, 2);")));

        CompiledModel first = cache.get("m.model", text, one);
        assertThat(cache.get("m.model", text, one)).isSameAs(first);
        assertThat(cache.get("m.model", text, two)).isNotSameAs(first);
    }

    @Test
    void keepsNoTextThatDoesNotCompile() {
        ModelCache cache = new ModelCache(4);
        assertThatThrownBy(() -> cache.get("m.model", "model { nonsense }", OPTIONS))
                .isInstanceOf(ModelCompilationException.class);
        assertThat(cache.size()).isZero();
    }
}
