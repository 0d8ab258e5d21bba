package krogkoll;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges PDFs with veraPDF in one process: a line "FLAVOUR PATH" in, a line of JSON with the broken rules out. */
public final class Judge {
    private Judge() {}

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            int space = line.indexOf(' ');
            System.out.println(judge(line.substring(0, space), line.substring(space + 1)));
            System.out.flush();
        }
    }

    private static String judge(String flavour, String path) {
        PDFAFlavour wanted = PDFAFlavour.fromString(flavour);
        TreeMap<String, String> broken = new TreeMap<>();
        boolean compliant;
        long checks;
        try (InputStream stream = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, wanted);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(wanted, false)) {
            ValidationResult result = validator.validate(parser);
            compliant = result.isCompliant();
            checks = result.getTotalAssertions();
            for (TestAssertion each : result.getTestAssertions()) {
                String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                broken.putIfAbsent(rule, each.getMessage() + " @ " + each.getLocation().getContext());
            }
        } catch (Exception trouble) {
            return "{\"compliant\": false, \"checks\": 0, \"broken\": {\"unreadable\": " + quoted(trouble.toString()) + "}}";
        }
        StringBuilder rules = new StringBuilder();
        broken.forEach((rule, why) ->
                rules.append(rules.length() == 0 ? "" : ", ").append(quoted(rule)).append(": ").append(quoted(why)));
        return "{\"compliant\": " + compliant + ", \"checks\": " + checks + ", \"broken\": {" + rules + "}}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
