package se.knutpunkt.address;

import java.util.List;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/**
 * The accepted message that another one refers to, as addressing sees it.
 *
 * @param sender the unit that sent it
 * @param senderRole the role it spoke in, which an answer goes back to
 * @param receivers who it went to
 */
public record Reference(HsaId sender, Role senderRole, List<Receiver> receivers) {}
