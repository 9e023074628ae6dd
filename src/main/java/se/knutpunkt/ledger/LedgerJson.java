package se.knutpunkt.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;

/** The JSON of what the ledger keeps as text: heads of episodes, answers and receipts. Times keep every digit. */
final class LedgerJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(HsaId.class, new HsaIdWriter())
                    .addDeserializer(HsaId.class, new HsaIdReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Only what a record holds, none of its questions such as isActive.
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private LedgerJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new HubException(
                    ErrorCode.INTERNAL, value.getClass().getSimpleName(), "cannot be written as JSON", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new HubException(ErrorCode.INTERNAL, type.getSimpleName(), "cannot be read as JSON", e);
        }
    }

    /** Texts by name. */
    static Map<String, String> readTexts(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new HubException(ErrorCode.INTERNAL, "texts", "cannot be read as JSON", e);
        }
    }

    private static final class HsaIdWriter extends StdSerializer<HsaId> {
        private static final long serialVersionUID = 1;

        HsaIdWriter() {
            super(HsaId.class);
        }

        @Override
        public void serialize(HsaId id, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(id.value());
        }
    }

    private static final class HsaIdReader extends StdDeserializer<HsaId> {
        private static final long serialVersionUID = 1;

        HsaIdReader() {
            super(HsaId.class);
        }

        @Override
        public HsaId deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return HsaId.of(json.getText());
        }
    }
}
