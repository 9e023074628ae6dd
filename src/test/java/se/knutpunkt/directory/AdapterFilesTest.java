package se.knutpunkt.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;

class AdapterFilesTest {

    @Test
    void theFilesOfTheProjectHaveNoDefect() {
        List<Defect> defects = new ArrayList<>();
        Candidate candidate = Candidate.read(Path.of("."), defects);
        DirectoryReader.read(candidate, name -> null, defects);
        assertThat(defects).isEmpty();
    }
}
