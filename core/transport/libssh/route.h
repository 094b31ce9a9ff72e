#pragma once

#include "core/base/error.h"
#include "core/model/task.h"
#include "core/transport/libssh/descriptor.h"
#include "core/transport/libssh/opening_limits.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace regatta::transport {
struct Endpoint;
}

namespace regatta::transport::libssh {

struct Surroundings;

/// What a connection depends on beside the host at its end. Of the reactor's thread.
struct Link
{
    QString whatBroke; ///< "jump host gate: ..."; empty: nothing that we know of
};

/// How a handshake comes by its socket. Of the reactor's thread; destroying it breaks off what is under way.
/// The functions that are handed in may destroy it.
class Route
{
public:
    struct Failure
    {
        model::Outcome outcome = model::Outcome::Unreachable;
        base::Error error;
    };
    struct Socket
    {
        Descriptor descriptor;      ///< connected, doesn't block
        std::shared_ptr<Link> link; ///< null: there is nothing on the way
    };

    virtual ~Route() = default;

    /// Whom to tell, during prepare() or before, that what must be there waits for a person's answer.
    virtual void whenPersonIsAsked(std::function<void()> asked) { Q_UNUSED(asked) }

    /// Waits for what must be there before the host itself can be dialled, and for one's turn at it. Costs no
    /// descriptor, and is not yet Connecting. May be called again after open(), for another try; `prepared`
    /// is then called anew, at most once each time. A failure never comes before this returns.
    using Prepared = std::function<void(std::optional<Failure>)>;
    virtual void prepare(Prepared prepared) = 0;

    /// Connects; after prepare(). After DescriptorsExhausted both may be called once more.
    using Opened = std::function<void(tl::expected<Socket, Failure>)>;
    virtual void open(Opened opened) = 0;

    /// What the way itself knows of a socket that was closed before the host had said who it is.
    struct Ending
    {
        base::Error error;
        bool isFinal = false; ///< another try would end in the same way
    };
    /// Calls `explained` once, perhaps before it returns; nothing: the way was there.
    using Explained = std::function<void(const std::optional<Ending> &)>;
    virtual void explain(Explained explained) { explained({}); }

    /// The handshake is over, or a person thinks: the next one may have its turn.
    virtual void giveBackTurn() = 0;

    /// How many descriptors its socket costs.
    virtual int descriptors() const = 0;
};

/// The endpoint must outlive the route. `limits` are for jump hosts that don't say their own.
std::unique_ptr<Route> makeRoute(Surroundings &surroundings, const Endpoint &endpoint,
                                 const OpeningLimits &limits);

} // namespace regatta::transport::libssh
